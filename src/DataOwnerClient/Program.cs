Console.Error.WriteLine("cleanroom: no verb given");
return 2;
