// A person from the front and from the back; each group of muscles can be pressed.
export default {
  template: `
    <div v-memo="[shapes, counts, chosen]" class="body-figure" role="group" aria-label="Muscles">
      <svg v-for="side in ['front', 'back']" :key="side" viewBox="8 0 84 204" :class="side">
        <template v-for="flip in [0, 1]" :key="flip">
          <g :transform="flip ? 'matrix(-1 0 0 1 100 0)' : null">
            <path class="skin" :d="shapes.outline" />
            <path v-for="(d, muscle) in shapes[side]" :key="muscle" :d="d"
                  :class="['muscle', {chosen: muscle === chosen, none: !counts[muscle]}]"
                  :role="flip ? null : 'button'" :tabindex="flip || !counts[muscle] ? null : 0"
                  :aria-hidden="flip ? 'true' : null" :aria-label="flip ? null : label(muscle, side)"
                  :aria-pressed="flip ? null : String(muscle === chosen)"
                  @click="choose(muscle)" @keydown.enter.prevent="choose(muscle)" @keydown.space.prevent="choose(muscle)">
              <title>{{ label(muscle, side) }}</title>
            </path>
          </g>
        </template>
        <ellipse class="skin" cx="50" cy="13.4" rx="7.6" ry="9.6" />
      </svg>
    </div>
  `,
  emits: ["choose"],
  props: { shapes: Object, counts: Object, chosen: String },
  methods: {
    label(muscle, side) {
      const both = muscle in this.shapes.front && muscle in this.shapes.back;
      const seen = both ? `, from the ${side}` : "";
      return `${muscle[0].toUpperCase()}${muscle.slice(1)}${seen}, ${this.counts[muscle] || 0} exercises`;
    },
    choose(muscle) {
      if (this.counts[muscle]) this.$emit("choose", muscle === this.chosen ? "" : muscle);
    },
  },
};
