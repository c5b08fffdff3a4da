import { useTranslations } from 'next-intl'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Banner } from '#lib/instance/schema.ts'
import { choices } from './settings-in-form.ts'

type Props = { banner: Banner | null; issueOf: (path: string) => string | undefined }

/** What is told above every page; nothing while it is empty. */
export function BannerFields({ banner, issueOf }: Props) {
  const t = useTranslations()
  return (
    // Another banner, as another administrator set it, is another field.
    <div key={banner?.text} className="flex flex-col gap-3">
      <TextArea
        label={t('administration.settings.banner')}
        hint={t('administration.settings.bannerHint')}
        name="banner"
        rows={3}
        maxLength={500}
        defaultValue={banner?.text}
        error={issueOf('banner.text')}
      />
      <RadioCards
        label={t('administration.settings.bannerLevel')}
        name="bannerLevel"
        defaultValue={banner?.level ?? 'info'}
        options={choices.bannerLevel.map((value) => ({
          value,
          label: t(`administration.settings.bannerLevels.${value}`),
          hint: t(`administration.settings.bannerLevels.${value}Hint`),
        }))}
      />
    </div>
  )
}
