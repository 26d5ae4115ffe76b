import { useCallback, useEffect, useRef, useState } from 'react';
import { Failure } from '../../../contract/failure.ts';
import { takesPictures } from '../../../contract/picture.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import type { AppState } from '../../stores/app-state.ts';
import { showFailure } from '../../stores/app-store.ts';
import { watchPictures } from './picture-files.ts';
import { type ReadyPicture, shrinkPicture } from './shrink-picture.ts';

/** A picture on its way into the conversation. */
export interface PictureDraft {
  /** Who answers takes pictures, or may. */
  readonly isOffered: boolean;
  readonly picture: ReadyPicture | null;
  /** Makes a file ready; what cannot be taken is told as a notice. */
  take(file: Blob): void;
  clear(): void;
}

/** Whether pictures are offered to whoever answers now. */
export function offersPictures({ session }: Pick<AppState, 'session'>): boolean {
  return takesPictures(session.endpoint) !== 'no';
}

/** Takes pictures that are pasted, dropped or chosen: the latest one counts. */
export function usePicture(): PictureDraft {
  const { store, ui } = useApp();
  const isOffered = useAppState(offersPictures);
  const [picture, setPicture] = useState<ReadyPicture | null>(null);
  const latest = useRef(0);
  const clear = useCallback((): void => {
    latest.current += 1;
    setPicture(null);
  }, []);
  const take = useCallback(
    (file: Blob): void => {
      latest.current += 1;
      const mine = latest.current;
      if (!offersPictures(store.getState())) {
        showFailure(store, new Failure('picture_unseen', 'Who answers now takes no pictures.'));
        return;
      }
      shrinkPicture(file).then(
        (ready) => mine === latest.current && setPicture(ready),
        (error: unknown) => showFailure(store, error),
      );
    },
    [store],
  );
  useEffect(() => {
    const ending = new AbortController();
    // Under a dialog the page is not there to be shown anything.
    watchPictures((file) => ui.getState().dialog === null && take(file), ending.signal);
    return () => ending.abort();
  }, [take, ui]);
  return { isOffered, picture, take, clear };
}
