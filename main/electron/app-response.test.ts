import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appResponse } from './app-response.ts';

let directory: string;
let page: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-app-'));
  page = path.join(directory, 'page');
  await mkdir(page);
  await mkdir(path.join(directory, 'page-evil'));
  await writeFile(path.join(page, 'index.html'), 'the page');
  await writeFile(path.join(directory, 'page-evil', 'secret.html'), 'SECRET');
  await symlink(path.join(directory, 'page-evil', 'secret.html'), path.join(page, 'link.html'));
});
afterAll(() => rm(directory, { recursive: true }));

it('serves the page with its policy, and no socket', async () => {
  const response = await appResponse(new Request('app://parley/'), page);
  expect([response.status, await response.text()]).toEqual([200, 'the page']);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'self';");
});

it.each([
  'app://parley/../page-evil/secret.html',
  'app://parley/%2e%2e/page-evil/secret.html',
  'app://parley/..%2fpage-evil%2fsecret.html',
  'app://parley/%252e%252e%252fpage-evil%252fsecret.html',
  'app://parley/link.html',
  'app://other/index.html',
])('finds nothing at %s', async (url) => {
  const response = await appResponse(new Request(url), page);
  expect([response.status, await response.text()]).toEqual([404, 'Not found.\n']);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('answers a GET alone', async () => {
  const request = new Request('app://parley/', { method: 'POST', body: 'x' });
  expect((await appResponse(request, page)).status).toBe(404);
});
