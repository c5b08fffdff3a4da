/**
 * The bundler's loader of Engine.IO's list of transports: a page speaks WebSocket alone (client.ts), and need
 * not carry the others.
 */
export default (): string =>
  `import { WS as websocket } from './websocket.js'; export const transports = { websocket }`
