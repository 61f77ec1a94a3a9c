// What words say: each line with its time and a key to hear it.
export default {
  template: `
    <ol v-memo="[lines, chosen]" class="heard">
      <li v-for="(line, place) in lines" :key="place" :class="[line.what, {chosen: place === chosen}]">
        <span class="time">{{ line.at }}</span>
        <template v-if="line.what === 'words'">
          <button type="button" class="say" :aria-pressed="place === chosen ? 'true' : 'false'"
                  @click="$emit('choose', place)">{{ line.text }}</button>
          <button type="button" class="play" aria-label="Play line" :title="'Play: ' + line.text"
                  @click="$emit('play', place)">▶</button>
        </template>
        <span v-else class="mark">{{ line.text }}</span>
      </li>
    </ol>
  `,
  emits: ["choose", "play"],
  props: { lines: Array, chosen: Number },
};
