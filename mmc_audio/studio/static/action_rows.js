// Rows of text with keys at their ends; a key says its event and the row's id.
export default {
  template: `
    <ul v-memo="[rows]" class="plain action-rows">
      <li v-for="row in rows" :key="row.id">
        <div><span :class="row.kind">{{ row.name }}</span><small v-if="row.note">{{ row.note }}</small></div>
        <span class="row">
          <button v-for="[event, label, spoken] in row.keys" :key="event" type="button" class="act"
                  :aria-label="spoken || null" @click="$emit(event, row.id)">{{ label }}</button>
        </span>
      </li>
    </ul>
  `,
  props: { rows: Array },
};
