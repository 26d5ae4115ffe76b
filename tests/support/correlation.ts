/** How alike two signals are where they fit best. */
export interface Correlation {
  /** Normalised, from -1 to 1, over the samples that overlap at `lag`. */
  readonly best: number;
  /** Samples by which `a` trails `b`: `a[i + lag]` is compared to `b[i]`. */
  readonly lag: number;
}

interface Complex {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Finds the lag at which `a` and `b` agree most, of any sign, and how much they agree there. */
export function correlate(a: ArrayLike<number>, b: ArrayLike<number>): Correlation {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, a.length + b.length)));
  const left = transform(complex(a, size));
  const right = transform(complex(b, size));
  const product = complex([], size);
  for (let k = 0; k < size; k += 1) {
    const [ar, ai, br, bi] = [
      at(left.real, k),
      at(left.imaginary, k),
      at(right.real, k),
      at(right.imaginary, k),
    ];
    // Conjugated, since the inverse is taken with the forward transform below.
    product.real[k] = ar * br + ai * bi;
    product.imaginary[k] = -(ai * br - ar * bi);
  }
  const { real } = transform(product);
  let peak = 0;
  for (let k = 1; k < size; k += 1) if (at(real, k) > at(real, peak)) peak = k;
  const lag = peak < a.length ? peak : peak - size;
  return { best: normalised(a, b, lag), lag };
}

/** The normalised correlation of `a[i + lag]` and `b[i]`; 0 when either is silent. */
export function normalised(a: ArrayLike<number>, b: ArrayLike<number>, lag: number): number {
  let [product, left, right] = [0, 0, 0];
  const end = Math.min(b.length, a.length - lag);
  for (let index = Math.max(0, -lag); index < end; index += 1) {
    const [x, y] = [at(a, index + lag), at(b, index)];
    product += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : product / Math.sqrt(left * right);
}

function complex(values: ArrayLike<number>, size: number): Complex {
  const real = new Float64Array(size);
  real.set(values);
  return { real, imaginary: new Float64Array(size) };
}

/** The discrete Fourier transform (radix 2, in place). */
function transform(signal: Complex): Complex {
  reorder(signal);
  const size = signal.real.length;
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k += 1) {
      const angle = (-Math.PI * k) / half;
      const turn = { cosine: Math.cos(angle), sine: Math.sin(angle) };
      for (let low = k; low < size; low += 2 * half)
        combine(signal, { low, high: low + half, ...turn });
    }
  }
  return signal;
}

function combine(
  { real, imaginary }: Complex,
  { low, high, cosine, sine }: { low: number; high: number; cosine: number; sine: number },
): void {
  const r = at(real, high) * cosine - at(imaginary, high) * sine;
  const i = at(real, high) * sine + at(imaginary, high) * cosine;
  real[high] = at(real, low) - r;
  imaginary[high] = at(imaginary, low) - i;
  real[low] = at(real, low) + r;
  imaginary[low] = at(imaginary, low) + i;
}

/** Puts every value where its index reads backwards in binary. */
function reorder({ real, imaginary }: Complex): void {
  const size = real.length;
  for (let from = 1, to = 0; from < size; from += 1) {
    let bit = size >> 1;
    for (; to & bit; bit >>= 1) to ^= bit;
    to ^= bit;
    if (from >= to) continue;
    [real[from], real[to]] = [at(real, to), at(real, from)];
    [imaginary[from], imaginary[to]] = [at(imaginary, to), at(imaginary, from)];
  }
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}
