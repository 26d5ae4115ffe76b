/** A part of the tree with one set of permissions. */
export interface Zone {
  readonly name: string;
  /** Path prefixes (`a/b/`) or exact files, from the root. The first zone in the list that matches owns the file. */
  readonly owns: readonly string[];
  /** Names of the zones it may import besides itself. */
  readonly may: readonly string[];
  /** Whether `node:` builtins may be imported. */
  readonly node: boolean;
  /** npm packages it may import, by name. `*` is any. */
  readonly packages: readonly string[];
}

const onBothSides = ['zod'];
const inNode = [...onBothSides, 'ws', 'pino', 'openai', '@echogarden/espeak-ng-emscripten'];
const inThePage = [
  ...onBothSides,
  'react',
  'react-dom',
  'react-i18next',
  'i18next',
  'zustand',
  'lucide-react',
  '@fontsource-variable/inter',
  '@fontsource-variable/literata',
];

/** Rooms that hosts alone may enter, because each brings a package of its own. */
const hostRooms = ['main/hotkeys', 'main/keyring'];
const plainMain = ['main/audio', 'main/scenarios', 'main/core', 'main/partner'];
const pageFoundations = ['contract', 'renderer/locales', 'renderer/styles', 'renderer/base'];
const wholePage = [
  ...pageFoundations,
  'renderer/ui',
  'renderer/bridge',
  'renderer/stores',
  'renderer/rooms',
  'renderer/audio',
  'renderer/audio/worklets',
  'renderer',
];

function host(name: string, packages: readonly string[] = inNode): Zone {
  const may = ['contract', ...plainMain, ...hostRooms];
  return { name, owns: [`${name}/`], may, node: true, packages };
}

function pageZone(name: string, may: readonly string[] = wholePage): Zone {
  return { name, owns: [`${name}/`], may, node: false, packages: inThePage };
}

/** Who may import what. Data only: `judge` applies it. A file that no zone owns is an error. */
export const zones: readonly Zone[] = [
  { name: 'contract', owns: ['contract/'], may: [], node: false, packages: onBothSides },

  { name: 'main/audio', owns: ['main/audio/'], may: ['contract'], node: true, packages: inNode },
  {
    name: 'main/scenarios',
    owns: ['main/scenarios/'],
    may: ['contract'],
    node: true,
    packages: inNode,
  },
  {
    name: 'main/core',
    owns: ['main/core/'],
    may: ['contract', 'main/audio', 'main/scenarios'],
    node: true,
    packages: inNode,
  },
  {
    name: 'main/partner',
    owns: ['main/partner/'],
    may: ['contract', 'main/audio', 'main/scenarios'],
    node: true,
    packages: inNode,
  },
  {
    name: 'main/hotkeys',
    owns: ['main/hotkeys/'],
    may: ['contract', 'main/core'],
    node: true,
    packages: [...inNode, 'uiohook-napi', '@jellybrick/dbus-next'],
  },
  {
    name: 'main/keyring',
    owns: ['main/keyring/'],
    may: ['contract', 'main/core'],
    node: true,
    packages: [...onBothSides, '@napi-rs/keyring'],
  },
  host('main/electron', [...inNode, 'electron', 'electron-updater']),
  host('main/web'),
  host('main/terminal'),

  {
    name: 'preload',
    owns: ['preload/'],
    may: ['contract'],
    node: false,
    packages: [...onBothSides, 'electron'],
  },

  {
    name: 'renderer/audio/worklets',
    owns: ['renderer/audio/worklets/'],
    may: ['contract'],
    node: false,
    packages: [],
  },
  pageZone('renderer/ui', pageFoundations),
  pageZone('renderer/locales', ['contract', 'renderer/base']),
  pageZone('renderer/styles', []),
  pageZone('renderer/base', ['contract']),
  pageZone('renderer/bridge'),
  pageZone('renderer/stores'),
  pageZone('renderer/rooms'),
  pageZone('renderer/audio'),
  // Scripted doubles of the page: open to its tests, closed to its sources.
  pageZone('renderer/testing'),
  pageZone('renderer'),

  {
    name: 'build',
    owns: ['build/'],
    may: ['contract', 'package.json'],
    node: true,
    packages: ['*'],
  },
  { name: 'package.json', owns: ['package.json'], may: [], node: false, packages: [] },
  {
    name: 'tests/support',
    owns: ['tests/support/'],
    may: [
      'contract',
      ...plainMain,
      ...hostRooms,
      'main/electron',
      'main/web',
      'main/terminal',
      'build',
    ],
    node: true,
    packages: ['*'],
  },
  {
    name: 'tests',
    owns: ['tests/'],
    may: [
      'tests/support',
      'preload',
      'build',
      'package.json',
      'renderer/testing',
      'main/electron',
      'main/web',
      'main/terminal',
      ...plainMain,
      ...hostRooms,
      ...wholePage,
    ],
    node: true,
    packages: ['*'],
  },
];

/** What a `*.test.ts(x)` file may import on top of what its zone may. */
export const inTests = {
  may: ['tests/support', 'renderer/testing'],
  node: true,
  packages: ['vitest', 'fast-check'],
} as const;

/** The longest a source file may be, in lines. */
export const MAX_FILE_LINES = 400;
