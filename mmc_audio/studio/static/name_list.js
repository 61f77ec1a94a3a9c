// Names to choose from, each with a note below it; headings may stand between them. Tab leads to one
// of them, and the arrows to the others, so that a long list is passed with one key.
export default {
  template: `
    <ul v-memo="[items, chosen, current]" class="names" @keydown="walk">
      <li v-for="item in items" :key="item.id">
        <h2 v-if="item.head">{{ item.head }}</h2>
        <button v-else type="button" :aria-current="item.id === chosen ? 'true' : 'false'" :tabindex="item.id === stop ? 0 : -1"
                @focus="current = item.id" @click="$emit('choose', item.id)">
          <span>{{ item.name }}</span><small v-if="item.note">{{ item.note }}</small>
        </button>
      </li>
    </ul>
  `,
  emits: ["choose"],
  props: { items: Array, chosen: String },
  data: () => ({ current: null }),
  computed: {
    // The one that Tab leads to.
    stop() {
      const names = this.items.filter((one) => !one.head).map((one) => one.id);
      return [this.current, this.chosen, names[0]].find((one) => names.includes(one));
    },
  },
  methods: {
    walk: (event) => globalThis.studio.walk(event, "button", 1),
  },
  watch: {
    chosen() {
      this.current = this.chosen;
    },
  },
};
