using System.Security.Cryptography;
using Beejan.Functions.Warehouse.Postgres;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

internal sealed class Md5Tests
{
    [Test]
    public void It_is_what_the_platform_says_whatever_the_length()
    {
        var bytes = new byte[300];
        new Random(20261130).NextBytes(bytes);
        Span<byte> hash = stackalloc byte[16];
        for (var length = 0; length <= bytes.Length; length++)
        {
            Md5.Hash(bytes.AsSpan(0, length), hash);
            Assert.That(Convert.ToHexString(hash), Is.EqualTo(Convert.ToHexString(CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes.AsSpan(0, length)))));
        }
    }
}
