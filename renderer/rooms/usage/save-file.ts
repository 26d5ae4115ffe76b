/** Offers `text` as a file of that name, as a download. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download holds the file by itself once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
