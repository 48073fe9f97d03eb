module Misused

open TinyRnn

[<Sealed;
  RecurrentModel(3); Lstm(8); Dense(2)>]
type Other() = class end
