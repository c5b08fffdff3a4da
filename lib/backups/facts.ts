export type BackupFacts = {
  /** `newBytes`: of `bytes`, what was not in the one before. */
  'backup.made': { name: string; bytes: number; newBytes: number }
  /** It was restored into a scratch folder, and was whole. */
  'backup.checked': { name: string; opened: string }
}
