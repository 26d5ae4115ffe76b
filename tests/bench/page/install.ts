/** What the bench leaves in the page. */
export interface Probe {
  take(): Promise<{
    readonly base64: string;
    readonly full: boolean;
    readonly turns: { at: number; sound: boolean }[];
    readonly keys: number[];
  }>;
  follow(): void;
  captured(): { seconds: number[]; at: number[] };
  /** Microphones that were acquired so far. */
  microphones(): number;
}

/**
 * Runs in the page before anything else, by itself: it may refer to nothing outside. Taps what is
 * connected to a destination, notes keys, and follows the microphone when asked.
 */
export function install(path: string): void {
  interface Chunks {
    read(): Promise<{ done: boolean; value: AudioData }>;
  }
  interface AudioData {
    readonly numberOfFrames: number;
    readonly sampleRate: number;
    copyTo(target: Float32Array, options: { planeIndex: number; format: string }): void;
    close(): void;
  }
  const THRESHOLD = 0.1;
  const QUIET_SECONDS = 0.05;
  const clock = { offset: 0 };
  let keys: number[] = [];
  let tap: AudioWorkletNode | null = null;
  let making: Promise<AudioNode> | null = null;
  let following = false;
  let clone: MediaStreamTrack | null = null;
  let acquired = 0;
  const onsets: number[] = [];
  let origin = Number.POSITIVE_INFINITY;

  const monotonic = (): number => performance.timeOrigin + performance.now();
  const calibrate = (): void => {
    let offset = Number.NEGATIVE_INFINITY;
    for (let tick = 0; tick < 5; tick += 1) {
      const before = Date.now();
      let now = before;
      while (now === before) now = Date.now();
      offset = Math.max(offset, now - monotonic());
    }
    clock.offset = offset;
  };
  const base64Of = (samples: Float32Array): string => {
    const bytes = new Uint8Array(samples.buffer);
    let text = '';
    for (let start = 0; start < bytes.length; start += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return btoa(text);
  };

  const connect = AudioNode.prototype.connect;
  const makeTap = async (context: AudioContext): Promise<AudioNode> => {
    await context.audioWorklet.addModule(path);
    tap = new AudioWorkletNode(context, 'bench-tap', { numberOfOutputs: 0 });
    return tap;
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...rest: unknown[]) {
    const { context } = this;
    if (rest[0] instanceof AudioDestinationNode && context instanceof AudioContext) {
      making ??= makeTap(context);
      void making.then((node) => Reflect.apply(connect, this, [node]));
    }
    return Reflect.apply(connect, this, rest);
  } as typeof connect;

  addEventListener(
    'keydown',
    ({ code, repeat, timeStamp }) => {
      if (code !== 'Space' || repeat) return;
      keys.push(performance.timeOrigin + timeStamp + clock.offset);
    },
    true,
  );

  const read = async (track: MediaStreamTrack): Promise<void> => {
    const Processor = Reflect.get(globalThis, 'MediaStreamTrackProcessor');
    const reader: Chunks = new Processor({ track }).readable.getReader();
    let [count, loudUntil] = [0, Number.NEGATIVE_INFINITY];
    onsets.length = 0;
    origin = Number.POSITIVE_INFINITY;
    while (following) {
      const { done, value } = await reader.read();
      if (done) return;
      const arrived = monotonic();
      const { numberOfFrames: frames, sampleRate: rate } = value;
      const samples = new Float32Array(frames);
      value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      value.close();
      for (let index = 0; index < frames; index += 1) {
        if (Math.abs(samples[index] ?? 0) < THRESHOLD) continue;
        if (count + index > loudUntil) onsets.push((count + index) / rate);
        loudUntil = count + index + QUIET_SECONDS * rate;
      }
      count += frames;
      // The chunk that came with the least delay tells when the stream began.
      origin = Math.min(origin, arrived - (count * 1000) / rate);
    }
  };
  const media = navigator.mediaDevices;
  const acquire = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints) => {
    const stream = await acquire(constraints);
    acquired += 1;
    const [track] = stream.getAudioTracks();
    if (!following || track === undefined) return stream;
    const copy = track.clone();
    clone?.stop();
    clone = copy;
    void read(copy);
    return stream;
  };

  const probe: Probe = {
    microphones: () => acquired,
    async take() {
      if (tap === null) return { base64: '', full: false, turns: [], keys: [] };
      const { port } = tap;
      const answer = new Promise<MessageEvent>((resolve) => {
        port.onmessage = resolve;
      });
      port.postMessage('take');
      const { samples, turns, full } = (await answer).data;
      const taken = { base64: base64Of(samples), full, turns, keys };
      keys = [];
      calibrate();
      return taken;
    },
    follow() {
      calibrate();
      following = true;
    },
    captured() {
      following = false;
      clone?.stop();
      clone = null;
      const at = onsets.map((seconds) => origin + seconds * 1000 + clock.offset);
      return { seconds: [...onsets], at };
    },
  };
  Object.assign(globalThis, { parleyProbe: probe });
  calibrate();
}
