using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>The published private keys (PKCS#8; the RSA key PKCS#1) of the vectors and the corpus. Nothing they sign may ever be trusted.</summary>
internal static class VectorKeys
{
    private static readonly Dictionary<string, string> s_privateKeys = new()
    {
        ["p384"] =
            "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBUkD1ivjWdgODM+RiVUoLyHbdQjmLAOttv/fyS1+T8RS+o6fhRKQUgAB8nEJW8OHShZANiAASV" +
            "sjAvgoExTuF8A+E69WG41zEL2cWQvUeuw0Pp9wyaAgC4TgHFnKtPJjvQvidGuKRM+8Rd9VoHup4hg/w5gmMlltpxnT3R5b/ADp/6VIKXaTuJmvSHChH+wajC" +
            "uw72PyM=",
        ["p384-stranger"] =
            "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDVwUMzkOTzOPA4VzU0AGGy18zNL07OBSrq+zit3lGfuufeYsTyZfPjq1qMkFYJo12hZANiAAQ9" +
            "AzlZzFeafp1oF+kpcxgl69aiaR5U+MMGjMiKs6PfzoovAe7lW61tEjSjLZiSVj+Iln7FnUk2jcskMtJJKzynWcQadEjqlai/VQgJ1wBxhSsoO7CbX4dkUGEt" +
            "gOIHtAM=",
        ["p256"] =
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQggk6IjfBNoSgFOXwDWw/Hhn1SVc67kH7rPmfC+w2X6NihRANCAATuk3TA9CFJDIZZ+/TWnLZY" +
            "H1REv6+5QDR8qaDn1kq7r8SyFHWZntAxwB+epdPMcR2J2s5zk9/G4PTGiMYHWamI",
        ["p521"] =
            "MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIBDnlYJ+WnbXWSjtov6ZqP5jecUWmbZS9B3KvxG7tI9ud6C3HEQ0SNiRNpiPoImGkWBjjeKlhj" +
            "k7L4bj1rr3ypp+GhgYkDgYYABAFTnhaaHuZyrAFT3dvZXzJasZIyavZtuLzKmlyMVdGITPZGEdkzBuFl/DZnZC6XCs+zNe+pO0WYtnJ8999RlKpJgwHPvk2/" +
            "qhML9f5knfW7swQ7tWQBOGC2PXEeaG8YlV/0OWzBovwgU/EnPnMb1d3f5UwYeqhlKr+QRrSeUZ8ljoDvfw==",
        ["rsa"] =
            "MIIEpAIBAAKCAQEApD0KJJSF5esnmIvFQNYCR74tveygmFHoy1IDZ6lmVqCZEkfSooCUajbQj7AGwLFIM1Io0/+QYEsAGRqcFfMUXjvEzyKVoyDUO3Ucde5j" +
            "R4p+PzeWHY7o4S0hsDOsSa0s+fdLz5xpJJaKNJn4PcTnSJ2NzfHWEaABLuG2X2fDsrbOfpQwvdRu9Mcho93pjp3Q+OO+Rb5jon9qnaKGVDlhDqijTGEkx3G6" +
            "agBm8PP4gradgHJYwKLXx7RdCJvm7Y8fLpHiBwOEOzFX6AonzbRF3ltVb2SUZsWum71Yrzl+6Lbb9BzlvlDZylRrbJcWG7A81qbT2D3Bvq45W7Escnl6gwID" +
            "AQABAoIBAAq5LYtb4y4y31/3aEamcnmqsiPfalDnsDJuRWikR9lKHRRzeg5AJPCWaaGoFZjJOnSXXbER06Rl4TjCYwSP3XmVn3ECyhBfmVvUdqpAiVznbvzD" +
            "rVp6tTvWjYeKqCobU39ypRGGHdtUtOtgTjQCQjOcjeCvdJGsB8e+1wB9ruphKG0zdAPUmI3u3D5jtj6ruR8WjUDKvRzLGGps1wo1YCq0cxiriuagQGxYHPw8" +
            "3eI/6NmLPvRkDWNXHXmQS8+KnWtPQ4pk9xrb6F2NX+NLu6jnoPXVJbG2PzrXUUwPkzKYRRANemu6vINJePdMxBQ2o0viL466RNYBS/7xyFSvWLECgYEAz2VH" +
            "eJT+561vPswIGaNPUBS1+N0IgGDIRGQv+21kvyEmF6sWOllZFTUFDPewhQs5P+Q/0Ms9sVQfcWiO/aGy2r04gxrItrVk4HtzP2Yg5gB3Uy0HZ9nA17vYakW1" +
            "Ar7O/pYQqAsI5b2VT1H8sQkT+3I9uHgRl5Jdj+lTN9CqaesCgYEAyrqKcq7uCNUbzyUiaabdzT3wXj8hlQfo+QYZuz0yLfplTUh4lubCIekmG6w3Dz/c504O" +
            "uYRhojXPYewqBlJ5y1t4q1emGkqRs/EP6WGs7FzEP6yM8b/QyxVYztxVU2lLYKsh7g7d7N6ARrbjLoL7h4nGDUL8v3wtH+PP+DGXs8kCgYEAiWR27JMIK0Li" +
            "J5/S3ekqacrOoocLUsDK60PT5aSa0WOMcLGOkCkQstPk/Ko57ml5C7KR9CgwPoGUMvUphSzR58bi4TelMCULJwuhVaa6tKQqaJe0CEBhWInA3OZA/Aib6FxR" +
            "vIFS65+kgl+2HzH8Yt9TtBkWzmrQQL45uwgpXPECgYA4QKS0B9gi+Uc7JlmzKUs4bSxqamgeG1DI8KlpLCTlXyqG1EopzSQnFrOtUA8DGzxnrmAlmBcjVH0T" +
            "9dz/XhlPlTUZjjuX5gMiBAzfPGwoNeF6rZ16YzhDccvvsnG2sGvrCfFjRhrMZD0B4jONr2iuBku/WEwbshAvXh5SByjKCQKBgQCBOnZPFxCes264mLNCjMPv" +
            "PYStkIpLwHhGd3M8Gwf+f44dV6b5ZDAldq0Yc1zZlRkkz8CEQdUwv7rltu1fcO9U2rKMJMdI8O29lNbkIsM4lUA3nuyDQFkPQBgroiFjrQvf39/YQMDfHgnq" +
            "IKfvRiQdErp65ZEMJ0RJSD7gc4VlCw==",
    };

    public static CoseVerificationKey Verification(string name)
    {
        if (name == "rsa")
        {
            using RSA rsa = Rsa();
            return CoseVerificationKey.FromRsa(rsa);
        }

        using ECDsa ecdsa = Ecdsa(name);
        return CoseVerificationKey.FromEcdsa(ecdsa);
    }

    public static ECDsa Ecdsa(string name)
    {
        ECDsa key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(s_privateKeys[name]), out _);
        return key;
    }

    public static RSA Rsa()
    {
        RSA key = RSA.Create();
        key.ImportRSAPrivateKey(Convert.FromBase64String(s_privateKeys["rsa"]), out _);
        return key;
    }

    public static ECDiffieHellman Ecdh(string name)
    {
        ECDiffieHellman key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(s_privateKeys[name]), out _);
        return key;
    }
}
