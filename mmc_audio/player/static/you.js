/* You: what this phone keeps. */

export class YouPlace {
  enter() {}
}
