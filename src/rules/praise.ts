/** Praise that argues nothing, and popularity as an argument. */
export const praise =
  /(?<!\bat )\bbest\b(?![ -](?:effort|case))|\b(?:industry|market|world)[ -](?:leading|class)\b|\bcutting[ -]edge\b|\bstate[ -]of[ -]the[ -]art\b|\bpopularity\b|\bmost popular\b|\bpopular (?:choice|option|technology|framework|language|database)\b/iu;
