// What a field offers while it is typed in: values, each perhaps with a label.
export default {
  template: `<datalist v-memo="[values]"><option v-for="[value, label] in values" :key="value" :value="value" :label="label || null"></option></datalist>`,
  props: { values: Array },
};
