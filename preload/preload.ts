import { contextBridge, ipcRenderer } from 'electron';
import {
  ASK_CHANNEL,
  type NativeSurface,
  PORT_CHANNEL,
  PORT_OFFERED,
  PORT_WANTED,
} from '../contract/native-surface.ts';

// Everything that crosses: one constant surface, one question, one port.
const surface = Object.freeze({ platform: process.platform }) satisfies NativeSurface;
contextBridge.exposeInMainWorld('parley', surface);

window.addEventListener('message', ({ source, origin, data }) => {
  if (source === window && origin === location.origin && data === PORT_WANTED) {
    ipcRenderer.send(ASK_CHANNEL);
  }
});

ipcRenderer.on(PORT_CHANNEL, ({ ports }) => {
  window.postMessage(PORT_OFFERED, location.origin, ports.slice(0, 1));
});
