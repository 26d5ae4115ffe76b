import { randomBytes } from 'node:crypto';

/** What an id names; the prefix is the one that the Realtime API uses. */
export type IdKind = 'event' | 'sess' | 'conv' | 'item' | 'resp' | 'call';

/** Makes an id that no other call has made, such as `item_Fq3…`. */
export type MakeId = (kind: IdKind) => string;

/** Random ids: 15 bytes, so that `item_…` stays under the 32 characters that an item id may have. */
export const randomId: MakeId = (kind) => `${kind}_${randomBytes(15).toString('base64url')}`;
