import type { Words } from './tree.ts';

const common = new Set(
  'the of and to is in we a for that be with it this are as on by will not our have from'.split(' '),
);

const fewest = 20;

/** Whether texts are English, by its commonest words; texts too short to tell count as English. */
export const isEnglish = (texts: readonly Words[]): boolean => {
  const words = texts.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const hits = words.filter(word => common.has(word)).length;
  return words.length < fewest
    ? !words.some(word => /[^\p{Script=Latin}]/u.test(word))
    : hits >= words.length / 10;
};

/** Words of English sentences that say what something costs. */
const downside =
  /\b(?:but|however|although|though|despite|costs?|costly|expensive|dear(?:er)?|harder|hard|difficult|complex(?:ity)?|complicated?s?|risks?|risky|slow(?:er|s|ly)?|overhead|must|needs?|ha(?:ve|s) to|requires?|required|los(?:e|es|s|ing)|limit(?:s|ed|ation|ations)?|cannot|can't|can not|won't|unable|impossible|unfortunately|not possible|no longer|extra|additional|more work|effort|downsides?|drawbacks?|trade-?offs?|negatives?|bad|worse|disadvantages?|depend(?:s|ency|encies|ent)?|lock-?in|learn(?:ing)?|migrat\w+|unfamiliar|maint(?:ain|enance)|burden|fails?|failures?|delay(?:s|ed)?|less|only|duplicat\w+|boilerplate|debt|mitigat\w+|careful)\b/iu;

/** Whether an English text says anything against what it speaks of. */
export const saysDownside = (text: string): boolean => downside.test(text);

const reason =
  /\b(?:because|since|due to|thanks to|in order to|so that|so we|therefore|hence|reasons?|rationale|justif\w+|given that|allows?|enables?|meets|fulfil\w*|satisf\w+|avoids?|to (?:avoid|keep|reduce|allow|make|get|support|ensure|be able))\b/iu;

export const saysWhy = (text: string): boolean => reason.test(text);

const trial =
  /\b(?:tests?|tested|testing|measur\w+|monitor\w*|metrics?|fitness function|reviews?|reviewed|verif\w+|validat\w+|benchmarks?|alerts?|audits?|confirm\w*|proof of concept|poc|spike|load test|linter|checks?|checked|dashboards?|slos?)\b/iu;

/** Whether an English text names anything by which a choice could be found right or wrong. */
export const saysTrial = (text: string): boolean => trial.test(text);

const comparison =
  /\b(?:alternatives?|alternatively|options?|instead of|rather than|compared|considered|evaluated|versus|vs|candidates?|rejected|as opposed to|other than|could have|either|prefer\w*|over (?:using )?[A-Z]\w+)\b/u;

/** Whether an English text speaks of anything else that could have been chosen. */
export const saysAlternative = (text: string): boolean => comparison.test(text);
