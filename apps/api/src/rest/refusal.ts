/** Thrown to end a request with an answer that is already worded. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly response: Response;
  constructor(response: Response) {
    super("refused");
    this.response = response;
  }
}
