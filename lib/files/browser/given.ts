import { allowed } from '#lib/limits.ts'
import type { Complaint } from './refused-files.ts'

/** What was dropped or pasted: files, and words on folders that are left out. */
export type Given = { files: File[]; complaints: Complaint[] }

/** No folder that is meant to go with a message has as many, whatever they are. */
const mostEntries = 1_000
/** What systems leave in folders, and nobody means to send. */
const leftBySystems = /^(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$/i

/**
 * The files that were dropped or pasted, those of folders among them. A folder that has none, or more than a
 * message holds, is left out as a whole, in words.
 */
export async function givenBy({ items }: DataTransfer): Promise<Given> {
  // What was given is there for this moment only; what stands in folders may be asked for later.
  const given = Array.from(items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const all: Given = { files: [], complaints: [] }
  for (const { entry, file } of given) {
    if (!entry || !isFolder(entry)) {
      if (file) all.files.push(file)
      continue
    }
    const { name } = entry
    const inside = await filesIn(entry).catch(() => null)
    if (inside === null) all.complaints.push({ why: 'closedFolder', name })
    else if (inside.length === 0) all.complaints.push({ why: 'emptyFolder', name })
    else if (inside.length > allowed().filesPerMessage) all.complaints.push({ why: 'fullFolder', name })
    else all.files.push(...inside)
  }
  return all
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

/** One more than a message holds is as good as all. */
async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const files: File[] = []
  const folders = [folder]
  let seen = 0
  for (let one = folders.shift(); one; one = folders.shift()) {
    const entries = await entriesOf(one)
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      if (isFolder(entry)) folders.push(entry)
      else if (isFile(entry) && !leftBySystems.test(entry.name))
        files.push(await new Promise<File>((...told) => entry.file(...told)))
      if (files.length > allowed().filesPerMessage || ++seen > mostEntries) return files
    }
  }
  return files
}

/** Browsers tell a hundred at a time, and none when there are no more. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((...told) => reader.readEntries(...told))
    all.push(...some)
    if (some.length === 0 || all.length > mostEntries) return all
  }
}
