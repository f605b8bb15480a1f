using System.Globalization;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.Samples.ClickModel;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
(FeatureTable features, double[] clicks) = Impressions.Make(rows: 20_000, seed: 1);
(FeatureTable laterFeatures, double[] laterClicks) = Impressions.Make(rows: 5_000, seed: 2);

// Train, until the log-loss of the later rows has not fallen for 20 trees.
BoosterOptions options = new() { LearningRate = 0.05, NumIterations = 500, EarlyStoppingRound = 20, NumThreads = 2 };
TrainingData train = TrainingData.Create(features, clicks, weights: default, options);
TrainingData later = train.CreateValidation(laterFeatures, laterClicks, weights: default);
Booster booster = Booster.Train(train, later, options);

// Evaluate.
double[] probabilities = new double[laterFeatures.RowCount];
booster.PredictProbability(laterFeatures, probabilities);
Console.WriteLine($"{booster.TreeCount} trees");
Console.WriteLine($"area under the curve {BinaryMetrics.Auc(probabilities, laterClicks):F3}");
Console.WriteLine($"predicted over observed clicks {BinaryMetrics.Calibration(probabilities, laterClicks):F3}");

// Save, and load again. The file is LightGBM's own; whatever might be wrong with one that somebody else made is a value of ModelFailure.
string path = args.Length > 0 ? args[0] : "click-model.txt";
File.WriteAllText(path, booster.ToModelText());
if (!Booster.TryParse(File.ReadAllText(path), out Booster? loaded, out ModelFailure failure))
{
    Console.Error.WriteLine($"{path}: {failure}");
    return 1;
}

// Explain a prediction: what each feature adds to the log-odds, and what all rows have in common.
(double bid, double daysSinceSeen, int site) = (4.5, 1, 13);
FeatureTable impression = new(
    FeatureColumn.Numeric("bid", new[] { bid }),
    FeatureColumn.Numeric("days_since_seen", new[] { daysSinceSeen }),
    FeatureColumn.Categorical("site", new[] { site }));
double[] contributions = new double[loaded.FeatureNames.Count + 1];
loaded.PredictContributions(impression, contributions);
Console.WriteLine($"a bid of {bid} on site {site}, seen yesterday, is clicked with probability {loaded.PredictProbability([bid, daysSinceSeen, site]):F3}:");
foreach ((string name, double contribution) in loaded.FeatureNames.Append("everybody").Zip(contributions))
{
    Console.WriteLine($"  {name,-16} {contribution:+0.000;-0.000}");
}

return 0;
