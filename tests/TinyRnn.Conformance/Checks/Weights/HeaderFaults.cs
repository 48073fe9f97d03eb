namespace TinyRnn.Conformance;

/// <summary>Headers of a file with four bytes of data. Each has one fault, which one check finds; the message says these things.</summary>
internal static class HeaderFaults
{
    private const string A = """ "a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]} """;

    public static readonly (string Header, string[] Messages)[] All =
    [
        ("", ["no valid JSON"]),
        ("{", ["no valid JSON"]),
        ("{} x", ["no valid JSON"]),
        ("{} {}", ["no valid JSON"]),
        ("[]", ["an array as the header, where an object is expected"]),
        ("""{"a":3}""", ["a number as tensor 'a', where an object is expected"]),
        ("""{"a":{"dtype":4,"shape":[],"data_offsets":[0,4]}}""", ["a number as the dtype of tensor 'a', where a string is expected"]),
        ("""{"a":{"dtype":null,"shape":[],"data_offsets":[0,4]}}""", ["a null as the dtype of tensor 'a', where a string is expected"]),
        ("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", ["a number as the shape of tensor 'a', where an array is expected"]),
        ("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", ["a string in the shape of tensor 'a', where a number is expected"]),
        ("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", ["an array in the shape of tensor 'a', where a number is expected"]),
        ("""{"a":{"dtype":"F32","shape":[true],"data_offsets":[0,4]}}""", ["a boolean in the shape of tensor 'a', where a number is expected"]),
        ("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", ["holds -1 in the shape of tensor 'a'", "from 0"]),
        ("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", ["holds 1.0 in the shape of tensor 'a'", "whole number"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", ["holds -4 in the data_offsets of tensor 'a'", "from 0"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", ["holds 99999999999999999999 in the data_offsets"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", ["more than 2 numbers in the data_offsets of tensor 'a'"]),
        ("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", ["more than 8 numbers in the shape of tensor 'a'"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", ["'a' incompletely", "two data_offsets"]),
        ("""{"a":{"dtype":"F32","shape":[1]}}""", ["'a' incompletely"]),
        ("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", ["'a' incompletely", "a shape"]),
        ("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", ["'a' incompletely", "a dtype"]),
        ("""{"a":{"dtype":"F32","shape":[2],"shape":[1],"data_offsets":[0,4]}}""", ["tensor 'a' by 'shape'", "each once"]),
        ("""{"a":{"dtype":"F64","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", ["tensor 'a' by 'dtype'", "each once"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8],"data_offsets":[0,4]}}""", ["tensor 'a' by 'data_offsets'", "each once"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"scale":2}}""", ["tensor 'a' by 'scale'", "are expected"]),
        ("""{"a":{"dtype":"F32","shape":[2147483648],"data_offsets":[0,4]}}""", ["'a' the shape [2147483648]", "at most 2147483647"]),
        ("""{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,4]}}""", ["'a' the shape [65536, 65536]", "at most 2147483647"]),
        ("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", ["the shape [4294967296, 4294967296]", "at most 2147483647"]),
        ("""{"a":{"dtype":"F32","shape":[0,4294967296],"data_offsets":[0,0]}}""", ["the shape [0, 4294967296]", "at most 2147483647"]),
        ("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", ["tensor 'a' 4 bytes", "F32 [3] needs 12"]),
        ("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,0]}}""", ["tensor 'a' 0 bytes", "F32 [] needs 4"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", ["'a' at bytes 4 to 0", "0 to 4"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", ["'a' at bytes 4 to 8", "0 to 4"]),
        ("""{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,8]}}""", ["'a' at bytes 0 to 8", "0 to 4"]),
        ("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[9,9]}}""", ["'a' at bytes 9 to 9", "0 to 4"]),
        ("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""", ["0 to 9223372036854775807", "0 to 4"]),
        ("{" + A + "," + A + "}", ["two tensors 'a'", "expected to differ"]),
        ("{" + A + """,  "\u0061":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", ["two tensors 'a'"]),
        ("{" + A + """,  "b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}""", ["'a' (up to byte 4)", "'b' (from byte 2) overlap"]),
        ("""{"b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}""", ["2 bytes before tensor 'b'", "expected at byte 0, not 2"]),
        ("""{"b":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", ["2 bytes behind its last tensor", "2 bytes of data were expected, 4 found"]),
        ("{}", ["4 bytes behind its last tensor"]),
        ("""{"__metadata__":"x",""" + A + "}", ["a string as __metadata__, where an object is expected"]),
        ("""{"__metadata__":{"k":1},""" + A + "}", ["a number as __metadata__ 'k', where a string is expected"]),
        ("""{"__metadata__":{"k":"1","k":"2"},""" + A + "}", ["the key 'k' twice"]),
        ("""{"__metadata__":{},"__metadata__":{},""" + A + "}", ["__metadata__ twice"]),
        ("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", ["at byte 1 that is no valid UTF-8"]),
    ];
}
