import { ValidateBy } from 'class-validator';

const MOST_LABELS = 32;

/** What may be the name of a label. */
const LABEL_NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/;

/** A flat object of short strings. */
export const Labels = (): PropertyDecorator =>
  ValidateBy({
    name: 'labels',
    validator: {
      validate: (value: unknown) => typeof value === 'object' && value !== null && areLabels(value),
      defaultMessage: () => `labels must be at most ${MOST_LABELS} pairs of short strings`,
    },
  });

function areLabels(value: object): boolean {
  const pairs = Object.entries(value);
  return (
    !Array.isArray(value) &&
    pairs.length <= MOST_LABELS &&
    pairs.every(([name, text]) => LABEL_NAME.test(name) && typeof text === 'string' && text.length <= 200)
  );
}
