using 'main.bicep'

// Who deploys and who is called stands in the environment: an address and an id are nobody else's business.
param environmentName = 'prod'
param onCallEmail = readEnvironmentVariable('ON_CALL_EMAIL')
param deployerObjectId = readEnvironmentVariable('DEPLOYER_OBJECT_ID')
param deployerName = readEnvironmentVariable('DEPLOYER_NAME')
param deployerType = readEnvironmentVariable('DEPLOYER_TYPE', 'User')

param privateNetworking = true
param lakeSku = 'Standard_ZRS'
param logRetentionDays = 90
param logDailyQuotaGb = 10

param warehouse = {
  sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' }
  storageGb: 128
  isZoneRedundant: true
  maxConnections: 859
  poolSize: 10
}

// Only what differs from local.settings.sample.json. The number is the canaries': it is left out of every figure.
param settings = {
  Social__Platforms: 'meta,x,standard'
  Sms__Twilio__Accounts__0__AccountSid: readEnvironmentVariable('TWILIO_ACCOUNT_SID')
  Sms__Twilio__Accounts__0__ApiKeySid: readEnvironmentVariable('TWILIO_API_KEY_SID')
  Forms__Database: 'Postgres'
  Warehouse__TestNumbers: '+2348000000001'
}
param secrets = [
  'Social--Meta--AppSecret'
  'Social--Meta--VerifyToken'
  'Social--X--ConsumerSecret'
  'Social--Standard--Secret'
  'Sms--Twilio--Accounts--0--Secret'
  'Forms--ConnectionString'
]
