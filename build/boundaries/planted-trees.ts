/** Files by path, with their text. */
export type Tree = Readonly<Record<string, string>>;

/** One small file a zone, with every kind of arrow that is allowed. */
export const clean: Tree = {
  'contract/word.ts': "import { z } from 'zod';\nexport const word = z.string();\n",
  'contract/word.test.ts':
    "import { it } from 'vitest';\nimport { readFileSync } from 'node:fs';\nimport { word } from './word.ts';\nimport { help } from '../tests/support/help.ts';\nit('', () => [word, help, readFileSync]);\n",
  'main/audio/gain.ts':
    "import { word } from '../../contract/word.ts';\nexport const gain = word;\n",
  'main/scenarios/cafe.ts':
    "import { word } from '../../contract/word.ts';\nexport const cafe = word;\n",
  'main/core/core.ts':
    "import { readFile } from 'node:fs/promises';\nimport { gain } from '../audio/gain.ts';\nimport { cafe } from '../scenarios/cafe.ts';\nexport const core = [gain, cafe, readFile];\n",
  'main/partner/partner.ts':
    "import { WebSocket } from 'ws';\nimport { gain } from '../audio/gain.ts';\nexport const partner = [gain, WebSocket];\n",
  'main/hotkeys/keys.ts':
    "import { uIOhook } from 'uiohook-napi';\nimport { core } from '../core/core.ts';\nexport const keys = [core, uIOhook];\n",
  'main/keyring/keyring.ts':
    "import { AsyncEntry } from '@napi-rs/keyring';\nimport { core } from '../core/core.ts';\nexport const keyring = [AsyncEntry, core];\n",
  'main/electron/main.ts':
    "import { app } from 'electron';\nimport { core } from '../core/core.ts';\nimport { partner } from '../partner/partner.ts';\nexport const electron = [app, core, partner];\n",
  'main/web/main.ts':
    "import { core } from '../core/core.ts';\nexport const web = [core, new URL('../../dist/renderer/', import.meta.url)];\n",
  'main/terminal/talk.ts':
    "import { core } from '../core/core.ts';\nimport { keys } from '../hotkeys/keys.ts';\nimport { keyring } from '../keyring/keyring.ts';\nexport const terminal = [core, keys, keyring];\n",
  'preload/preload.ts':
    "import { contextBridge } from 'electron';\nimport { word } from '../contract/word.ts';\nexport const preload = [contextBridge, word];\n",
  'renderer/ui/button.tsx':
    "import { createElement } from 'react';\nimport './button.css';\nexport const button = createElement('button');\n",
  'renderer/ui/button.css': 'button { margin: 0; }\n',
  'renderer/bridge/bridge.ts':
    "import { word } from '../../contract/word.ts';\nexport const bridge = word;\n",
  'renderer/stores/turns.ts':
    "import { bridge } from '../bridge/bridge.ts';\nexport const turns = bridge;\n",
  'renderer/rooms/talk.tsx':
    "import { turns } from '../stores/turns.ts';\nimport { button } from '../ui/button.tsx';\nexport const talk = [turns, button];\n",
  'renderer/audio/speaker.ts':
    "import { ring } from './worklets/ring.ts';\nimport url from './worklets/play.worklet.ts?worker&url';\nexport const speaker = [ring, url];\n",
  'renderer/audio/worklets/ring.ts':
    "import { word } from '../../../contract/word.ts';\nexport const ring = word;\n",
  'renderer/audio/worklets/play.worklet.ts':
    "import { ring } from './ring.ts';\nring.toString();\n",
  'build/start.ts': "import { build } from 'vite';\nexport const start = build;\n",
  'tests/support/help.ts': 'export const help = 1;\n',
  'tests/contract/all.test.ts':
    "import { core } from '../../main/core/core.ts';\nimport { web } from '../../main/web/main.ts';\nexport const all = [core, web];\n",
};

/** Each plants one fault: the file, a line to add to it, and what must be said about it. */
export const faults: readonly (readonly [
  what: string,
  path: string,
  line: string,
  said: string,
])[] = [
  [
    'contract reaching out',
    'contract/word.ts',
    "import '../main/audio/gain.ts';",
    'contract may not import main/audio',
  ],
  [
    'contract with a builtin',
    'contract/word.ts',
    "import 'node:fs';",
    "contract may not import the builtin 'node:fs'",
  ],
  [
    'contract with a bare builtin',
    'contract/word.ts',
    "import 'fs';",
    "contract may not import the builtin 'fs'",
  ],
  [
    'contract with React',
    'contract/word.ts',
    "import 'react';",
    "contract may not import the package 'react'",
  ],
  [
    'audio reaching the core',
    'main/audio/gain.ts',
    "import '../core/core.ts';",
    'main/audio may not import main/core',
  ],
  [
    'scenarios reaching audio',
    'main/scenarios/cafe.ts',
    "import '../audio/gain.ts';",
    'main/scenarios may not import main/audio',
  ],
  [
    'the core with Electron',
    'main/core/core.ts',
    "import { app } from 'electron';",
    "main/core may not import the package 'electron'",
  ],
  [
    'the core reaching the partner',
    'main/core/core.ts',
    "import '../partner/partner.ts';",
    'main/core may not import main/partner',
  ],
  [
    'the core reaching a host',
    'main/core/core.ts',
    "import '../web/main.ts';",
    'main/core may not import main/web',
  ],
  [
    'the core reaching the keys',
    'main/core/core.ts',
    "import '../hotkeys/keys.ts';",
    'main/core may not import main/hotkeys',
  ],
  [
    'the core with the key hook',
    'main/core/core.ts',
    "import 'uiohook-napi';",
    "main/core may not import the package 'uiohook-napi'",
  ],
  [
    'the keys reaching a host',
    'main/hotkeys/keys.ts',
    "import '../web/main.ts';",
    'main/hotkeys may not import main/web',
  ],
  [
    'the keys with Electron',
    'main/hotkeys/keys.ts',
    "import 'electron';",
    "main/hotkeys may not import the package 'electron'",
  ],
  [
    'the partner reaching the core',
    'main/partner/partner.ts',
    "import '../core/core.ts';",
    'main/partner may not import main/core',
  ],
  [
    'a host reaching another',
    'main/web/main.ts',
    "import '../electron/main.ts';",
    'main/web may not import main/electron',
  ],
  [
    'a host reaching the page',
    'main/electron/main.ts',
    "import '../../renderer/stores/turns.ts';",
    'main/electron may not import renderer/stores',
  ],
  [
    'the web host with Electron',
    'main/web/main.ts',
    "import 'electron';",
    "main/web may not import the package 'electron'",
  ],
  [
    'the terminal with React',
    'main/terminal/talk.ts',
    "import 'react';",
    "main/terminal may not import the package 'react'",
  ],
  [
    'the keyring reaching the partner',
    'main/keyring/keyring.ts',
    "import '../partner/partner.ts';",
    'main/keyring may not import main/partner',
  ],
  [
    'the core reaching the keyring',
    'main/core/core.ts',
    "import '../keyring/keyring.ts';",
    'main/core may not import main/keyring',
  ],
  [
    'the core with the native keyring',
    'main/core/core.ts',
    "import '@napi-rs/keyring';",
    "main/core may not import the package '@napi-rs/keyring'",
  ],
  [
    'preload reaching main',
    'preload/preload.ts',
    "import '../main/audio/gain.ts';",
    'preload may not import main/audio',
  ],
  [
    'preload with a builtin',
    'preload/preload.ts',
    "import 'node:fs';",
    "preload may not import the builtin 'node:fs'",
  ],
  [
    'the page reaching main',
    'renderer/stores/turns.ts',
    "import '../../main/audio/gain.ts';",
    'renderer/stores may not import main/audio',
  ],
  [
    'the page with a builtin',
    'renderer/rooms/talk.tsx',
    "import 'node:path';",
    "renderer/rooms may not import the builtin 'node:path'",
  ],
  [
    'the page with Electron',
    'renderer/bridge/bridge.ts',
    "import 'electron';",
    "renderer/bridge may not import the package 'electron'",
  ],
  [
    'ui with a store',
    'renderer/ui/button.tsx',
    "import '../stores/turns.ts';",
    'renderer/ui may not import renderer/stores',
  ],
  [
    'ui with the bridge',
    'renderer/ui/button.tsx',
    "import '../bridge/bridge.ts';",
    'renderer/ui may not import renderer/bridge',
  ],
  [
    'a worklet reaching the page',
    'renderer/audio/worklets/ring.ts',
    "import '../speaker.ts';",
    'renderer/audio/worklets may not import renderer/audio',
  ],
  [
    'a worklet with a package',
    'renderer/audio/worklets/ring.ts',
    "import 'zod';",
    "renderer/audio/worklets may not import the package 'zod'",
  ],
  [
    'a source with test support',
    'main/core/core.ts',
    "import '../../tests/support/help.ts';",
    'main/core may not import tests/support',
  ],
  [
    'a test beside the core reaching the partner',
    'main/core/core.test.ts',
    "import '../partner/partner.ts';",
    'main/core may not import main/partner',
  ],
  [
    'a package without a rule',
    'main/core/core.ts',
    "import 'left-pad/sub';",
    "main/core may not import the package 'left-pad'",
  ],
  ['a file without a rule', 'main/stray.ts', 'export {};', 'no rule covers this file'],
  ['a folder without a rule', 'extra/stray.ts', 'export {};', 'no rule covers this file'],
  ['an import of nothing', 'main/core/core.ts', "import './gone.ts';", "nothing is at './gone.ts'"],
  [
    'a computed import',
    'main/core/core.ts',
    'await import(process.argv[2]);',
    'a computed import cannot be checked',
  ],
  ['a file that cannot be parsed', 'main/core/core.ts', 'const = ;', 'cannot be parsed'],
  [
    'a cycle',
    'main/audio/gain.ts',
    "import './gain.ts';",
    'import cycle main/audio/gain.ts → main/audio/gain.ts',
  ],
  ['a file too long', 'main/audio/gain.ts', '//\n'.repeat(400), 'lines, the limit is 400'],
  // The same arrow in each of the forms that an import takes.
  [
    'a type import',
    'main/core/core.ts',
    "import type { partner } from '../partner/partner.ts';",
    'main/core may not import main/partner',
  ],
  [
    'a re-export',
    'main/core/core.ts',
    "export { partner } from '../partner/partner.ts';",
    'main/core may not import main/partner',
  ],
  [
    'a re-export of all',
    'main/core/core.ts',
    "export * from '../partner/partner.ts';",
    'main/core may not import main/partner',
  ],
  [
    'a dynamic import',
    'main/core/core.ts',
    "await import('../partner/partner.ts');",
    'main/core may not import main/partner',
  ],
  [
    'a dynamic import of a template',
    'main/core/core.ts',
    'await import(`../partner/partner.ts`);',
    'main/core may not import main/partner',
  ],
  [
    'an import in a type',
    'main/core/core.ts',
    "type P = import('../partner/partner.ts').P;",
    'main/core may not import main/partner',
  ],
  [
    'a require',
    'main/core/core.ts',
    "require('../partner/partner.ts');",
    'main/core may not import main/partner',
  ],
  [
    'a worker URL',
    'main/core/core.ts',
    "new URL('../partner/partner.ts', import.meta.url);",
    'main/core may not import main/partner',
  ],
];
