using LoopJournal.Evidence.Logs;

namespace LoopJournal.Tests.Evidence.Logs;

[TestClass]
public sealed class LogNoiseTests
{
    // the resources of MSBuild 18 in its languages
    [TestMethod]
    [DataRow("Build failed with 2 error(s) and 3 warning(s) in 0.9s")]
    [DataRow("Shop net10.0 failed with 2 error(s) (0.9s) → bin/Shop.dll")]
    [DataRow("Erstellen von fehlerhaft mit 2\u00a0Fehler(n) in 0,9s")]
    [DataRow("Générer a échoué avec 2 erreur(s) dans 0,9s")]
    [DataRow("Compilación error con 2 errores y 3 advertencias en 0.9s")]
    [DataRow("Construir falhou com2 erros e 3 avisos em 0,9s")]
    [DataRow("Compilazione non riuscito con 2 errori in 0,9s")]
    [DataRow("Sestavení selhalo s chybami (celkem 2) a upozorněními (celkem 3) za 0,9s")]
    [DataRow("Kompiluj zakończono niepowodzeniem, z błędami w liczbie: 2 w 0,9s")]
    [DataRow("Сборка сбой с ошибками (2) через 0,9 с")]
    [DataRow("\"0,9\" sn'de 2 hata ile başarısız oldu oluşturun")]
    [DataRow("0.9 秒後に 2 件のエラーで失敗しました をビルド")]
    [DataRow("2 오류와 함께 실패 빌드(0.9초)")]
    [DataRow("在 0.9 秒内生成 失败，出现 2 错误")]
    [DataRow("在 0.9 秒內建置 失敗，有 2 個錯誤")]
    public void A_summary_of_the_terminal_logger_is_noise(string line) => Assert.IsTrue(LogNoise.IsNoise(line));

    [TestMethod]
    [DataRow("error: request to Shop failed with status 503 after 1.5s")]
    [DataRow("Unhandled error: job failed with timeout of 30.0 seconds")]
    [DataRow("error: checkout failed with a Stripe error, version 1.5 schema")]
    [DataRow("error: import failed with 3 errors after 1.5s")]
    public void An_error_that_has_the_words_of_a_summary_is_not(string line) => Assert.IsFalse(LogNoise.IsNoise(line));
}
