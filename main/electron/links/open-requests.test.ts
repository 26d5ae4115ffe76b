import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { type Arrival, handedOn, OpenRequests } from './open-requests.ts';

const link = 'parley://scenario/strawberries.es';
const wanted: Arrival = { kind: 'scenario', id: 'strawberries.es' };

function setUp(argv: readonly string[] = ['parley']) {
  const app = new EventEmitter();
  const requests = new OpenRequests(app as never, argv);
  const arrivals: Arrival[] = [];
  let prevented = 0;
  const event = { preventDefault: () => (prevented += 1) };
  return { app, requests, arrivals, event, prevented: () => prevented };
}

it('keeps what comes before anybody listens', () => {
  const { app, requests, arrivals, event, prevented } = setUp(['parley', '--hidden', link]);
  app.emit('open-url', event, link);
  requests.follow((arrival) => arrivals.push(arrival));
  expect(arrivals).toEqual([wanted, { kind: 'show' }, wanted]);
  app.emit('open-url', event, 'parley://quit');
  expect([arrivals.slice(3), prevented()]).toEqual([[{ kind: 'show' }], 2]);
});

it('takes from a second start only what it understands', () => {
  const { app, requests, arrivals } = setUp();
  requests.follow((arrival) => arrivals.push(arrival));
  const second = (data: unknown): Arrival[] => {
    arrivals.length = 0;
    app.emit('second-instance', {}, ['--evil', link], '/', data);
    return [...arrivals];
  };
  const show: Arrival = { kind: 'show' };
  expect(second(handedOn(['parley', '--inspect', link]))).toEqual([show, wanted]);
  expect(second({ open: ['--hidden', 'https://evil.example'] })).toEqual([show]);
  for (const data of [undefined, null, 'x', { open: 'x' }, { open: [1] }]) {
    expect(second(data)).toEqual([show]);
  }
  expect(second({ open: Array.from({ length: 100 }, () => link) })).toEqual([show]);
});

it('bounds what waits, and lets go of the app', () => {
  const { app, requests, arrivals, event } = setUp();
  for (let count = 0; count < 100; count += 1) app.emit('open-url', event, link);
  requests.follow((arrival) => arrivals.push(arrival));
  expect(arrivals).toHaveLength(16);
  requests.dispose();
  expect(app.eventNames()).toEqual([]);
});
