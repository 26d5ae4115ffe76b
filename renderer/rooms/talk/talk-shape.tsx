import { ArrowUp, Mic, MicOff } from 'lucide-react';
import { useRef } from 'react';
import { useApp } from '../../stores/app-context.tsx';
import type { Shape } from './shape.ts';
import styles from './talk-shape.module.css';
import { useLevel } from './use-level.ts';

/** What stands inside the talk control: a sign for every state, told apart without colour. */
export function TalkShape({ shape }: { shape: Shape }) {
  if (shape === 'thinking') return <Dots />;
  if (shape === 'speaking') return <Wave />;
  if (shape === 'connecting') return <TurningRing />;
  if (shape === 'muted') return <MicOff aria-hidden size={30} strokeWidth={1.75} />;
  if (shape === 'latched') return <ArrowUp aria-hidden size={34} strokeWidth={2.25} />;
  return <Mic aria-hidden size={30} strokeWidth={shape === 'listening' ? 2 : 1.5} />;
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

function Wave() {
  const { engine } = useApp();
  const wave = useRef<HTMLSpanElement>(null);
  const { output } = engine.meters;
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
