import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../../build/base/root.ts';
import { packedPlace } from '../../build/packaging/packed-place.ts';
import { nameOf, targetOf } from '../../build/packaging/target.ts';

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const stepSchema = z.strictObject({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  'working-directory': z.string().optional(),
});
const jobSchema = z.looseObject({
  'runs-on': z.string(),
  'timeout-minutes': z.int().max(120),
  permissions: permissions.optional(),
  environment: z.string().optional(),
  strategy: z.looseObject({ matrix: z.record(z.string(), z.unknown()) }).optional(),
  steps: z.array(stepSchema).min(1),
});
const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), jobSchema),
});

const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  return { file, text, workflow: workflowSchema.parse(parse(text)) };
});
const manifest = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

it('there are four workflows', () => {
  expect(workflows.map(({ file }) => file).sort()).toEqual([
    'check.yml',
    'desktop.yml',
    'package.yml',
    'release.yml',
  ]);
});

describe.each(workflows)('$file', ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

  it('runs scripts that exist', () => {
    const scripts = commands.flatMap((run) => [...run.matchAll(/npm run ([\w:-]+)/g)]);
    for (const [, name = ''] of scripts) expect(Object.keys(manifest.scripts)).toContain(name);
    expect(scripts.length + commands.filter((run) => run === '.ci/run').length).toBeGreaterThan(0);
  });

  it('names files that exist', () => {
    const paths = commands.flatMap(
      (run) => run.match(/(?<![\w/."])(\.ci|build|tests)\/[\w./-]+/g) ?? [],
    );
    for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('puts no expression into a command, where its value would be code', () => {
    for (const run of commands) expect(run).not.toContain('${{');
    expect(text).not.toMatch(/pull_request_target|github\.event\.|github\.head_ref/);
  });

  it('reads only, unless a job says why not', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const more = Object.entries(workflow.jobs).filter(([, job]) => job.permissions !== undefined);
    expect(more.map(([name]) => name)).toEqual(workflow.name === 'Release' ? ['draft'] : []);
  });

  it('uses actions of GitHub alone, by a version, and keeps no token in the checkout', () => {
    for (const { uses, with: given } of steps) {
      if (uses === undefined) continue;
      expect(uses).toMatch(/^actions\/[\w-]+@(v\d+(\.\d+){0,2}|[0-9a-f]{40})$/);
      if (uses.startsWith('actions/checkout@'))
        expect(given).toMatchObject({ 'persist-credentials': false });
    }
  });

  it('gives secrets to steps alone, in the guarded environment', () => {
    for (const job of jobs) {
      const { steps: own, environment, ...rest } = job;
      expect(JSON.stringify(rest)).not.toContain('secrets.');
      if (JSON.stringify(own).includes('secrets.')) expect(environment).toBe('release');
    }
  });
});

it('the packed programs are looked for where they are put', () => {
  const found = workflows.find(({ file }) => file === 'package.yml')?.workflow.jobs.dist;
  const include = z
    .array(z.object({ name: z.string(), program: z.string() }))
    .parse(found?.strategy?.matrix.include);
  const targets = [
    targetOf('linux', 'x64'),
    targetOf('linux', 'arm64'),
    targetOf('darwin', 'arm64'),
    targetOf('win32', 'x64'),
  ];
  expect(include.map(({ name, program }) => [name, program])).toEqual(
    targets.map((target) => [
      nameOf(target),
      packedPlace(`dist/packages/${nameOf(target)}`, target).program.replaceAll('\\', '/'),
    ]),
  );
  expect(globSync('build/icons/icon.{icns,ico}', { cwd: root })).toHaveLength(2);
});
