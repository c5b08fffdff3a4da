import { getExport } from '#lib/export/endpoints.ts'
import { getFile, getThumbnail, postUpload } from '#lib/files/endpoints.ts'
import { getMessages, postMessage } from '#lib/messages/endpoints.ts'
import { getRooms } from '#lib/rooms/endpoints.ts'

/**
 * What is asked for all the time, and so answered before Next, and files, which stream past it. Their route files stay: `bench/http.ts`
 * compares the two ways.
 */
export const hot = [getMessages, postMessage, getRooms, postUpload, getFile, getThumbnail, getExport]
