using TinyRnn.Samples;

return Gallery.Invoke(args);
