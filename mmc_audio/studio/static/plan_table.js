// The exercises of a plan: cells to type in, rows to drag. What is typed is sent at once; the rows
// that come back do not touch the cell that is being typed in.
const COLUMNS = [
  ["exercise", "Exercise"],
  ["sets", "Sets"],
  ["reps", "Reps / time"],
  ["load", "Load"],
  ["tempo", "Tempo"],
  ["rest", "Rest"],
];

export default {
  template: `
    <div v-memo="[rows, open, typing, typed, dragged, target, onto]">
    <p class="only-read" role="status">{{ mistake }}</p>
    <table class="plan-table">
      <thead>
        <tr>
          <th><span class="only-read">Drag</span></th>
          <th v-for="[key, title] in columns" :key="key" scope="col">{{ title }}</th>
          <th><span class="only-read">Actions</span></th>
        </tr>
      </thead>
      <tbody>
        <template v-for="row in rows" :key="row.id">
          <tr :class="classes(row)" :data-row="row.id" :draggable="dragged === row.id ? 'true' : 'false'"
              @dragstart="begin(row, $event)" @dragend="end" @dragover.prevent="over(row, $event)"
              @drop.prevent="drop(row)">
            <td class="handle" title="Drag to another place; on the middle of another exercise they become a superset"
                @mousedown="dragged = row.id" @mouseup="dragged = null" aria-hidden="true">⠿</td>
            <template v-if="row.kind === 'exercise'">
              <td v-for="[key, title] in columns" :key="key" :class="'cell-' + key">
                <input :value="shown(row, key)" :aria-label="title + label(row)" spellcheck="false"
                       :list="key === 'exercise' ? 'exercise-names' : null" autocomplete="off" v-bind="about(row, key)"
                       @focus="typing = row.id + ' ' + key; typed = row.values[key] || ''"
                       @blur="typing = null" @input="type(row, key, $event.target.value)" />
              </td>
            </template>
            <template v-else-if="row.group">
              <td colspan="5" class="group">
                <select :value="row.kind" aria-label="Kind of group" @change="$emit('kind', { path: row.path, value: $event.target.value })">
                  <option value="superset">Superset</option><option value="circuit">Circuit</option>
                </select>, <label>rounds
                <input class="small" :value="shown(row, 'rounds')" v-bind="about(row, 'rounds')" @focus="typing = row.id + ' rounds'; typed = row.values.rounds || ''"
                       @blur="typing = null" @input="type(row, 'rounds', $event.target.value)" /></label>
              </td>
              <td><input :value="shown(row, 'rest')" aria-label="Rest after each round" v-bind="about(row, 'rest')" @focus="typing = row.id + ' rest'; typed = row.values.rest || ''"
                         @blur="typing = null" @input="type(row, 'rest', $event.target.value)" /></td>
            </template>
            <td v-else colspan="6" class="other">{{ row.summary }}</td>
            <td class="actions">
              <button type="button" :aria-label="'Move up' + label(row)" title="Move up" :disabled="row.first" data-key="up" @click="go(row, 'up', -1)">↑</button>
              <button type="button" :aria-label="'Move down' + label(row)" title="Move down" :disabled="row.last" data-key="down" @click="go(row, 'down', 1)">↓</button>
              <button type="button" :disabled="row.kind !== 'exercise'" :aria-label="'More' + label(row)" title="Set scheme and note" :class="{ given: row.scheme || row.note }"
                      :aria-expanded="String(!!open[row.id])" @click="open = { ...open, [row.id]: !open[row.id] }">⋯</button>
              <button v-if="row.group" type="button" aria-label="Take the superset apart" title="Take apart" @click="leave(row, 'ungroup', row.path)">⇱</button>
              <button v-else type="button" :disabled="!row.joins" :aria-label="'Superset with the one above' + label(row)" title="Superset with the one above" @click="leave(row, 'join', [row.path[0] - 1])">⊕</button>
              <button type="button" :aria-label="'Remove' + label(row)" title="Remove" data-key="remove" @click="leave(row, 'remove', row.path)">✕</button>
            </td>
          </tr>
          <tr v-if="open[row.id] && row.kind === 'exercise'" class="more-row">
            <td></td>
            <td colspan="7">
              <label>Sets as <select :value="row.scheme" @change="$emit('scheme', { path: row.path, value: $event.target.value })">
                <option v-for="[key, title] in schemes" :key="key" :value="key">{{ title }}</option>
              </select></label>
              <label>Note <input v-bind="about(row, 'note')" :value="typing === row.id + ' note' ? typed : row.note" @focus="typing = row.id + ' note'; typed = row.note"
                     @blur="typing = null" @input="type(row, 'note', $event.target.value)" /></label>
            </td>
          </tr>
          <tr v-for="(remark, place) in row.remarks" :key="row.id + 'r' + place" class="remark-row">
            <td></td>
            <td colspan="7" :class="'remark ' + remark.level" :id="place_of(row, place)">
              {{ remark.what }}
              <button v-if="remark.fix" type="button" class="link" @click="$emit('follow', remark.id)">Do it: {{ remark.fix }}</button>
              <details v-if="remark.why"><summary>Why</summary>{{ remark.why }} <i>{{ remark.source }}</i></details>
            </td>
          </tr>
        </template>
      </tbody>
    </table>
    </div>
  `,
  emits: ["set", "up", "down", "join", "group", "move", "scheme", "kind", "ungroup", "remove", "follow"],
  props: { rows: Array, schemes: Array },
  data: () => ({ columns: COLUMNS, open: {}, typing: null, typed: "", dragged: null, target: null, onto: false, wanted: null }),
  watch: {
    // A row that was moved takes the focus along, and one that is gone leaves it to its neighbour.
    rows: {
      flush: "post",
      handler() {
        const wanted = this.wanted;
        if (!wanted || !this.rows.length) return;
        this.wanted = null;
        const row = this.$el.querySelector(`[data-row="${wanted.id}"]`) ?? [...this.$el.querySelectorAll("[data-row]")].pop();
        const keys = [...row.querySelectorAll("[data-key]:not(:disabled)")];
        (keys.find((one) => one.dataset.key === wanted.key) ?? keys[0])?.focus();
      },
    },
  },
  computed: {
    // What is wrong in the cell that is being typed in; it is read out.
    mistake() {
      const row = this.rows.find((one) => this.typing?.startsWith(`${one.id} `));
      return row ? this.wrongs(row, this.typing.slice(row.id.length + 1)).map((one) => one.what).join(" ") : "";
    },
  },
  methods: {
    go(row, key, by) {
      this.wanted = { id: [...row.path.slice(0, -1), row.path.at(-1) + by].join("-"), key };
      this.$emit(key, row.path);
    },
    leave(row, event, to) {
      this.wanted = { id: to.join("-"), key: "remove" };
      this.$emit(event, row.path);
    },
    wrongs(row, key) {
      return row.remarks.filter((one) => one.cell === key && one.level === "error");
    },
    place_of(row, place) {
      return `remark-${row.id}-${place}`;
    },
    // What is said of a cell below its row, for those who do not see it.
    about(row, key) {
      const ids = row.remarks.flatMap((one, place) => (one.cell === key ? [this.place_of(row, place)] : []));
      return { "aria-describedby": ids.join(" ") || null, "aria-invalid": this.wrongs(row, key).length ? "true" : null };
    },
    shown(row, key) {
      return this.typing === `${row.id} ${key}` ? this.typed : row.values[key] || "";
    },
    label(row) {
      return `, ${row.values.exercise || row.kind}`;
    },
    type(row, key, value) {
      this.typed = value;
      this.$emit("set", { path: row.path, key: key === "reps" ? row.measure : key, value });
    },
    classes(row) {
      return {
        member: row.path.length > 1,
        "drop-onto": this.target === row.id && this.onto,
        "drop-before": this.target === row.id && !this.onto,
      };
    },
    begin(row, event) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.values.exercise || row.kind);
    },
    over(row, event) {
      const box = event.currentTarget.getBoundingClientRect();
      const part = (event.clientY - box.top) / box.height;
      this.target = row.id;
      this.onto = part > 0.3 && part < 0.7;
    },
    drop(row) {
      const from = this.rows.find((one) => one.id === this.dragged);
      if (from && from.id !== row.id) {
        this.$emit(this.onto ? "group" : "move", { path: from.path, to: row.path });
      }
      this.end();
    },
    end() {
      this.dragged = this.target = null;
    },
  },
};
