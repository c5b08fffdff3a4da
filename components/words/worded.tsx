import type { ComponentType } from 'react'
import { ahead, load } from '#lib/build/browser/load.ts'

type Part<P> = { default: ComponentType<P> }

const words = ahead(() => load(() => import('./all-words.tsx')))

/** Gets a part that comes later, with the words that come later. */
export const worded =
  <P extends object>(get: () => Promise<Part<P>>) =>
  async (): Promise<Part<P>> => {
    const [{ default: Part }, { AllWords }] = await Promise.all([get(), words()])
    return {
      default: (props) => (
        <AllWords>
          <Part {...props} />
        </AllWords>
      ),
    }
  }
