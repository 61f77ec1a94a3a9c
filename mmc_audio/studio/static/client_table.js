// Clients and their plans: the name of one is pressed to see what is theirs.
export default {
  template: `
    <table v-memo="[heads, rows, chosen]" class="plain-table" aria-label="Clients">
      <thead><tr><th v-for="head in heads" :key="head" scope="col">{{ head }}</th></tr></thead>
      <tbody>
        <tr v-for="row in rows" :key="row.id" :class="{ first: row.client }">
          <td><button v-if="row.client" type="button" class="client-name" :aria-current="row.client === chosen ? 'true' : 'false'"
                      @click="$emit('choose', row.client)">{{ row.client }}</button></td>
          <td v-for="(cell, n) in row.cells" :key="n">{{ cell }}</td>
        </tr>
      </tbody>
    </table>
  `,
  emits: ["choose"],
  props: { heads: Array, rows: Array, chosen: String },
};
