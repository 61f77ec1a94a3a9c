/* One page speaks at a time: of two tabs the one that began last, and the other says so. */

export class Tabs {
  /** @param {() => void} silence Called when another page has begun to play. */
  constructor(silence) {
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("mmc-audio") : null;
    if (this.channel) this.channel.onmessage = () => silence();
  }

  /** This page has begun to play. */
  took() {
    if (this.channel) this.channel.postMessage("plays");
  }
}
