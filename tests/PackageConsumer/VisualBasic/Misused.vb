Imports TinyRnn

<RecurrentModel(3), Lstm(8), Dense(2)>
Public Class Other
End Class
