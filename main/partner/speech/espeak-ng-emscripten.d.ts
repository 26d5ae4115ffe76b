declare module '@echogarden/espeak-ng-emscripten' {
  export interface EspeakEvent {
    readonly type: string;
    /** Counted from 1, in code points. */
    readonly text_position: number;
    /** Milliseconds since the beginning of the utterance. */
    readonly audio_position: number;
  }

  export interface EspeakWorker {
    /** 0 when the voice exists. */
    set_voice(name: string): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(pitch: number): void;
    synthesize(
      text: string,
      take: (samples: Int16Array, events: readonly EspeakEvent[]) => boolean,
    ): void;
  }

  export interface EspeakModule {
    readonly eSpeakNGWorker: new () => EspeakWorker;
  }

  export interface EspeakOptions {
    print?(line: string): void;
    printErr?(line: string): void;
  }

  function createEspeak(options?: EspeakOptions): Promise<EspeakModule>;

  // biome-ignore lint/style/noDefaultExport: this is what the package exports
  export { createEspeak as default };
}
