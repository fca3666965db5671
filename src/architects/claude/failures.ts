/** What language models get wrong in decision records, from published studies: what the critic looks for. */
export const failures = {
  'invented-figure': 'a figure, limit or price that no requirement and no fact holds',
  'wrong-citation': 'an id that says something else than the sentence that cites it',
  'claimed-ability': 'something is said to do what nobody has built',
  'straw-man': 'an option that could not win, under no change of load, team or deadline',
  'missing-option': 'an option that any engineer of this field would name',
  'missing-downside': 'an option without a downside that hurts, or a bad consequence that is only advice',
  'unequal-depth': 'one option has far more care than another',
  'different-kinds': 'options that do not answer the same question',
  'asker-preference': 'what the asker seems to want comes back as a conclusion',
  'wrong-rating': 'a reason that supports another number than the one it stands by',
  'missing-condition': 'a rating that another load, team or constraint would turn, without saying so',
  'wrong-condition':
    'a condition that never holds, stands behind a wider one, or uses a threshold that nothing supports',
  habit: 'a technology named because it was seen, or microservices, where nothing here needs it',
  'empty-sentence': 'a sentence that would hold for any system, or repeats the requirement as its reason',
  'several-decisions': 'more than one question is answered',
} as const;
