import { useCallback, useEffect, useState } from 'react';
import type { UsageReport } from '../../../contract/usage-report.ts';
import { useApp } from '../../stores/app-context.tsx';
import { rangeOf, type Span } from './group-usage.ts';

/** The report of the last `span` days; null until it has come. `reload` asks for it anew. */
export function useUsageReport(span: Span): {
  readonly report: UsageReport | null;
  readonly reload: () => void;
} {
  const { ask } = useApp();
  const [report, setReport] = useState<UsageReport | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again for the same span.
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const answer = await ask('usage.report', rangeOf(span, new Date()));
      if (isCurrent && answer !== null) setReport(answer);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [ask, span, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { report, reload };
}
