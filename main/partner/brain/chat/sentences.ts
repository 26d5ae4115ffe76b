const END = /[.!?…]+["'”’)\]]*\s+|[。！？]+["'”’）」』]*|\n+/u;
/** A sentence that does not end is said in parts of about this many characters. */
const LONGEST = 400;

/** Cuts a text that arrives in pieces into sentences, as soon as each is whole. */
export class SentenceSplitter {
  #rest = '';

  /** Takes the next piece, and gives the sentences that it completes. */
  push(piece: string): string[] {
    this.#rest += piece;
    const sentences: string[] = [];
    for (let cut = this.#cut(); cut > 0; cut = this.#cut()) {
      const sentence = this.#rest.slice(0, cut).trim();
      this.#rest = this.#rest.slice(cut);
      if (sentence !== '') sentences.push(sentence);
    }
    return sentences;
  }

  /** What is left when no more will come; empty when nothing is. */
  end(): string {
    const rest = this.#rest.trim();
    this.#rest = '';
    return rest;
  }

  #cut(): number {
    const end = END.exec(this.#rest);
    const at = end === null ? 0 : end.index + end[0].length;
    if (at > 0 && at <= LONGEST) return at;
    if (this.#rest.length < LONGEST) return at;
    const space = this.#rest.lastIndexOf(' ', LONGEST);
    return space > 0 ? space : LONGEST;
  }
}
