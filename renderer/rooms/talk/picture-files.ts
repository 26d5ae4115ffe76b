/** The first picture among what is pasted or dropped; null when there is none. */
export function pictureIn(data: Pick<DataTransfer, 'files'> | null): File | null {
  return [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/')) ?? null;
}

/** Whether what is dragged over the page may hold a picture: which one is told when it is dropped. */
export function mayHoldPicture(data: Pick<DataTransfer, 'types'> | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/**
 * Calls `taken` for each picture that is pasted or dropped anywhere in the window, until `signal` is
 * aborted. What else is pasted goes where it always goes; a dropped file never replaces the page.
 */
export function watchPictures(taken: (file: File) => void, signal: AbortSignal): void {
  window.addEventListener(
    'paste',
    (event) => {
      const file = pictureIn(event.clipboardData);
      if (file === null) return;
      event.preventDefault();
      taken(file);
    },
    { signal },
  );
  window.addEventListener(
    'dragover',
    (event) => {
      if (mayHoldPicture(event.dataTransfer)) event.preventDefault();
    },
    { signal },
  );
  window.addEventListener(
    'drop',
    (event) => {
      if (!mayHoldPicture(event.dataTransfer)) return;
      event.preventDefault();
      const file = pictureIn(event.dataTransfer);
      if (file !== null) taken(file);
    },
    { signal },
  );
}
