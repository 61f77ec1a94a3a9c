// Weeks of a program: a day can be taken to another one, and a plan from the list put on a day. Tab
// leads to one day, and the arrows to the others.
export default {
  template: `
    <div v-memo="[weeks, plans, titles, chosen, over, current]" class="program">
      <ul class="plain takeable" aria-label="Plans to drag onto a day">
        <li v-for="plan in plans" :key="plan" draggable="true" @dragstart="take({plan}, $event)" :title="plan">⠿ {{ titles[plan] || plan }}</li>
      </ul>
      <table class="weeks" @keydown="walk">
        <thead><tr><th v-for="name in names" :key="name" scope="col">{{ name }}</th></tr></thead>
        <tbody>
          <tr v-for="(week, n) in weeks" :key="n">
            <td v-for="day in week" :key="day.date" :class="[day.state, {past: day.past, chosen: day.date === chosen, over: day.date === over}]"
                @dragover.prevent="over = day.date" @dragleave="over = null" @drop.prevent="drop(day)">
              <button type="button" :title="day.title || null" :aria-pressed="day.date === chosen ? 'true' : 'false'" :draggable="day.plan ? 'true' : 'false'" :tabindex="day.date === stop ? 0 : -1" @focus="current = day.date"
                      @dragstart="take({from: day.date}, $event)" @click="$emit('choose', day.date)">
                <span class="date"><span class="only-read">{{ day.weekday }} </span>{{ day.short }}</span>
                <span class="plan">{{ day.title }}<span v-if="!day.title" class="only-read">Rest</span></span>
                <small v-if="day.note">{{ day.note }}</small>
              </button>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  `,
  emits: ["choose", "put", "move"],
  props: { weeks: Array, plans: Array, titles: Object, chosen: String },
  data: () => ({
    names: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    taken: null,
    over: null,
    current: null,
  }),
  computed: {
    // The day that Tab leads to.
    stop() {
      const days = this.weeks.flat().map((one) => one.date);
      return [this.current, this.chosen, days[0]].find((one) => days.includes(one));
    },
  },
  methods: {
    walk: (event) => globalThis.studio.walk(event, "button", 7),
    take(what, event) {
      this.taken = what;
      event.dataTransfer.setData("text/plain", what.plan || what.from);
    },
    drop(day) {
      if (this.taken?.plan) this.$emit("put", { plan: this.taken.plan, day: day.date });
      else if (this.taken?.from && this.taken.from !== day.date) this.$emit("move", { day: this.taken.from, to: day.date });
      this.taken = this.over = null;
    },
  },
};
