using LoopJournal.Journal;
using Microsoft.Win32.SafeHandles;

namespace LoopJournal.Tests.Journal;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class UnixFileTests
{
    [TestMethod]
    public void A_failing_fsync_is_an_error()
    {
        using var closed = new SafeFileHandle(1_000_000, ownsHandle: false);

        Assert.ThrowsExactly<IOException>(() => UnixFile.Flush(closed));
    }

    [TestMethod]
    public void Flushing_a_device_without_a_disk_does_not_throw()
    {
        using var device = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);

        UnixFile.Flush(device);
    }
}
