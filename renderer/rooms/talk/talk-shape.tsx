import { ArrowUp, Mic, MicOff } from 'lucide-react';
import { useRef } from 'react';
import type { Shape } from './shape.ts';
import styles from './talk-shape.module.css';
import { useLevel } from './use-level.ts';

interface TalkShapeProps {
  shape: Shape;
  /** How loud the partner is, from 0 to 1. */
  output: () => number;
  /** In pixels. */
  size?: number;
}

/** What stands inside the talk control: a sign for every state, told apart without colour. */
export function TalkShape({ shape, output, size = 30 }: TalkShapeProps) {
  if (shape === 'thinking') return <Dots />;
  if (shape === 'speaking') return <Wave output={output} />;
  if (shape === 'connecting') return <TurningRing />;
  if (shape === 'muted') return <MicOff aria-hidden size={size} strokeWidth={1.75} />;
  if (shape === 'latched') return <ArrowUp aria-hidden size={size + 4} strokeWidth={2.25} />;
  return <Mic aria-hidden size={size} strokeWidth={shape === 'listening' ? 2 : 1.5} />;
}

function Dots() {
  return (
    <span className={styles.dots} aria-hidden>
      <i />
      <i />
      <i />
    </span>
  );
}

function Wave({ output }: { output: () => number }) {
  const wave = useRef<HTMLSpanElement>(null);
  useLevel(wave, { isActive: true, read: output, name: '--level' });
  return (
    <span ref={wave} className={styles.wave} aria-hidden>
      <i />
      <i />
      <i />
      <i />
      <i />
    </span>
  );
}

function TurningRing() {
  return (
    <svg className={styles.ring} viewBox="0 0 88 88" aria-hidden="true">
      <circle cx="44" cy="44" r="42" pathLength="60" />
    </svg>
  );
}
