import { IsInt, Max, Min, ValidateIf } from 'class-validator';

/** A whole number within bounds, both included. */
export const Bounded =
  (least: number, most: number): PropertyDecorator =>
  (target, property) => {
    IsInt()(target, property);
    Min(least)(target, property);
    Max(most)(target, property);
  };
/** Checked only where it is given and not null. */
export const Nullable = (): PropertyDecorator =>
  ValidateIf((_, value) => value !== null && value !== undefined);

/** How such a number is described. */
export const nullableNumber = (minimum: number, maximum: number, description: string) => ({
  type: Number,
  minimum,
  maximum,
  nullable: true,
  description,
});
