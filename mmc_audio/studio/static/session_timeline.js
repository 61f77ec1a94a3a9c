// The session from its first second to its last: a block for each part, dark where the voice speaks.
export default {
  template: `
    <div v-memo="[bars, length, current]" class="session-timeline">
      <div class="track" @keydown="walk">
        <button v-for="(bar, place) in bars" :key="place" type="button" :class="'bar ' + bar.kind"
                :style="{left: share(bar.start), width: share(bar.length)}"
                :tabindex="place === current ? 0 : -1" :title="bar.title + ', ' + clock(bar.start)"
                :aria-label="'Play ' + bar.title + ' at ' + clock(bar.start)"
                @focus="current = place" @click="play(place, $event)">
          <svg :viewBox="'0 0 ' + bar.length * 10 + ' 10'" preserveAspectRatio="none" aria-hidden="true">
            <path :d="bar.speech" />
          </svg>
          <span aria-hidden="true">{{ bar.title }}</span>
        </button>
      </div>
      <div class="minutes" aria-hidden="true">
        <span v-for="at in minutes" :key="at" :style="{left: share(at * 60)}">{{ at }} min</span>
      </div>
    </div>
  `,
  emits: ["play"],
  props: { bars: Array, length: Number },
  data: () => ({ current: 0 }),
  computed: {
    minutes() {
      if (!this.length) return [];
      const step = this.length > 3600 ? 10 : this.length > 900 ? 5 : 1;
      const last = Math.floor((0.96 * this.length) / 60 / step); // one at the very end has no room
      return Array.from({ length: last + 1 }, (_, n) => n * step);
    },
  },
  watch: {
    bars() {
      this.current = Math.min(this.current, Math.max(0, this.bars.length - 1));
    },
  },
  methods: {
    share(seconds) {
      return `${(100 * seconds) / (this.length || 1)}%`;
    },
    clock(seconds) {
      return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
    },
    play(place, event) {
      const box = event.currentTarget.getBoundingClientRect();
      const part = event.detail ? (event.clientX - box.left) / box.width : 0;
      this.$emit("play", { place, from: Math.max(0, part) });
    },
    walk(event) {
      if (!this.length) return [];
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -this.bars.length, End: this.bars.length }[event.key];
      if (!step) return;
      event.preventDefault();
      this.current = Math.max(0, Math.min(this.bars.length - 1, this.current + step));
      this.$el.querySelectorAll(".bar")[this.current].focus();
    },
  },
};
