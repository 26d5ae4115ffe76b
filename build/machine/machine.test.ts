import { describe, expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { needsOf } from './needs.ts';
import { planInstall } from './plan-install.ts';

describe('findChromium', () => {
  it('takes CHROME_PATH first, and complains when nothing is there', () => {
    const environment = { CHROME_PATH: '/opt/mine' };
    expect(findChromium(environment, () => true)).toBe('/opt/mine');
    expect(() => findChromium(environment, () => false)).toThrow('/opt/mine');
  });

  it("takes the system's when there is no other, and nothing when there is none", () => {
    expect(findChromium({}, (path) => path === '/usr/bin/chromium')).toBe('/usr/bin/chromium');
    expect(findChromium({ CHROME_PATH: '' }, () => false)).toBeNull();
  });
});

describe('needsOf', () => {
  const packagesOf = (platform: string) => needsOf(platform).map((need) => need.debianPackage);

  it('asks for a display and a bus on Linux only', () => {
    const displays = ['xvfb', 'xdotool', 'x11-utils', 'dbus', 'gnome-keyring'];
    expect(packagesOf('linux')).toEqual(['chromium', 'espeak-ng', ...displays]);
    expect(packagesOf('darwin')).toEqual(['chromium', 'espeak-ng']);
    expect(packagesOf('win32')).toEqual(['chromium', 'espeak-ng']);
  });
});

describe('planInstall', () => {
  const machine = { hasAptGet: true, userId: 1000, hasFreeSudo: false };
  const packages = ['chromium', 'espeak-ng'];

  it('installs as root', () => {
    const plan = planInstall({ ...machine, userId: 0 }, packages);
    expect(plan.kind).toBe('run');
    expect(JSON.stringify(plan)).not.toContain('sudo');
    expect(JSON.stringify(plan)).toContain('"chromium","espeak-ng"');
  });

  it('installs through a sudo that does not ask', () => {
    const plan = planInstall({ ...machine, hasFreeSudo: true }, packages);
    expect(plan).toMatchObject({
      kind: 'run',
      commands: [['sudo', '-n', 'apt-get', 'update'], {}],
    });
  });

  it('says exactly what to run otherwise', () => {
    expect(planInstall(machine, packages)).toEqual({
      kind: 'ask',
      text: 'Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium espeak-ng\nthen npm test again.',
    });
    const elsewhere = planInstall({ ...machine, hasAptGet: false }, packages);
    expect(elsewhere).toMatchObject({ kind: 'ask' });
    expect(JSON.stringify(elsewhere)).toContain('chromium and espeak-ng');
  });
});
