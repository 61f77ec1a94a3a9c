// Names to choose from, each with a note below it; headings may stand between them.
export default {
  template: `
    <ul v-memo="[items, chosen]" class="names">
      <li v-for="item in items" :key="item.id">
        <h2 v-if="item.head">{{ item.head }}</h2>
        <button v-else type="button" :aria-current="item.id === chosen ? 'true' : 'false'" @click="$emit('choose', item.id)">
          <span>{{ item.name }}</span><small v-if="item.note">{{ item.note }}</small>
        </button>
      </li>
    </ul>
  `,
  emits: ["choose"],
  props: { items: Array, chosen: String },
};
