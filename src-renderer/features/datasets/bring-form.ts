import {
  OWN_SPLITS,
  ownNameSchema,
  SIDES,
  TEST_SHARE,
  type ImageSurvey,
  type ImportChoices,
  type OwnSplit,
} from '#shared/datasets/own';
import { typedNumber } from '../../ui/typed-number';

/** What a person has typed and chosen of a dataset of their own. */
export interface BringForm {
  name: string;
  title: string;
  side: string;
  fit: ImageSurvey['plan']['fit'];
  colours: ImageSurvey['plan']['colours'];
  split: OwnSplit;
  share: string;
}

/** As the lab would do it by itself. */
export function formOf({ plan }: ImageSurvey): BringForm {
  const { name, title, side, fit, colours, split, testShare } = plan;
  return { name, title, side: String(side), fit, colours, split, share: String(testShare) };
}

/** What is wrong with it, by field. */
export interface BringProblems {
  readonly name: boolean;
  readonly side: boolean;
  readonly share: boolean;
}

export function problemsOf({ name, side, share, split }: BringForm): BringProblems {
  const pixels = typedNumber(side);
  const part = typedNumber(share);
  return {
    name: !ownNameSchema.safeParse(name).success,
    side: !(Number.isInteger(pixels) && pixels >= SIDES.min && pixels <= SIDES.max),
    share: split !== 'as-given' && !(part >= TEST_SHARE.min && part <= TEST_SHARE.max),
  };
}

/** For the lab; a form with problems gives none. */
export function choicesOf(form: BringForm): ImportChoices | null {
  const { name, side, share } = problemsOf(form);
  if (name || side || share) return null;
  const title = form.title.trim();
  return {
    ...(title === '' ? {} : { title }),
    side: typedNumber(form.side),
    fit: form.fit,
    colours: form.colours,
    split: form.split,
    ...(form.split === 'as-given' ? {} : { testShare: typedNumber(form.share) }),
  };
}

/** The ways to split that these pictures allow. */
export function splitsFor({ isSplitGiven, groups }: ImageSurvey): readonly OwnSplit[] {
  return OWN_SPLITS.filter((split) => {
    if (split === 'as-given') return isSplitGiven;
    return split !== 'by-group' || (groups ?? 0) > 1;
  });
}

/** On the disk, with the size and the colours of the form: what the lab has counted is of its own choice. */
export function bytesOf({ trainCount, testCount }: ImageSurvey, { side, colours }: BringForm): number {
  const pixels = typedNumber(side);
  return (trainCount + testCount) * (pixels * pixels * (colours === 'grey' ? 1 : 3) + 1);
}
