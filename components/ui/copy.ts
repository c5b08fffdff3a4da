import { say } from './toast.tsx'

/** Puts text on the clipboard, and says whether that worked: browsers refuse it on insecure addresses. */
export const copy = async (text: string, what = 'Text'): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    say(`${what} copied.`)
  } catch {
    say('The browser did not allow copying. Select the text and copy it by hand.')
  }
}
