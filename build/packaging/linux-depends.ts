/**
 * What the .deb asks for. Names with a bar are one library before and after Debian's move to 64-bit time.
 * Electron itself: GTK, NSS, ALSA, GBM and what they bring. libsecret-1-0 keeps the key (safeStorage).
 * The last line is what the global hold key is linked against; a test reads that from its binary.
 */
export const debDepends: readonly string[] = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libdrm2',
  'libgbm1',
  'libnotify4',
  'libsecret-1-0',
  'libuuid1',
  'xdg-utils',
  ...['libc6', 'libx11-6', 'libxrandr2', 'libxtst6', 'libxt6 | libxt6t64'],
];
